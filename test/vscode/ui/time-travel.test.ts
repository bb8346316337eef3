import { describe, expect } from "vitest";
import { exampleFiles, lineOf } from "../kit/example.ts";
import { picture, sharedWindow, uiTest } from "../kit/window.ts";
import {
  choose,
  debug,
  debugRows,
  diagramState,
  goTo,
  startByKey,
  stoppedAt,
  toggleBreakpoint,
} from "../kit/workbench.ts";

const files = exampleFiles("order-process");
const text = files["order-process.asl.json"] ?? "";

describe("Time travel", () => {
  const openOrder = sharedWindow({ files, file: "order-process.asl.json" });

  uiTest("steps back and on again, with the diagram beside it", async () => {
    const window = openOrder();
    const line = lineOf(text, '"ReserveStock": {');
    await goTo(window, line, 5);
    await toggleBreakpoint(window, line);
    await startByKey(window, "F5");
    await choose(window, "small-order", "Input");
    await choose(window, "HappyPath", "Test case");
    await stoppedAt(window);
    await debug(window, "Step Over");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ChargeCard"]);
    await debug(window, "Step Over");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/SaveOrder"]);
    await debug(window, "Step Back");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ChargeCard"]);
    await expect
      .poll(() => diagramState(window, ".status-succeeded"))
      .toEqual([...["/States/PriceOrder", "/States/IsLargeOrder", "/States/ReserveStock"]]);
    await picture(window.page, "Stepped back");
    await debug(window, "Reverse");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/ReserveStock"]);
    expect((await debugRows(window, "Call Stack"))[0]).toContain(`ReserveStock, line ${line}`);
    await debug(window, "Reverse");
    await expect.poll(() => diagramState(window, ".current")).toEqual(["/States/PriceOrder"]);
    await picture(window.page, "Back at the beginning");
  });
});
