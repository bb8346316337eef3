import { expect } from "vitest";
import { openWindow, picture, uiTest } from "../kit/window.ts";
import { goTo, runCommand, webview } from "../kit/workbench.ts";

const NAME = '<img src=x onerror="top.hacked=1">';

const HOSTILE = JSON.stringify(
  {
    Comment: NAME,
    StartAt: NAME,
    States: {
      [NAME]: {
        Type: "Pass",
        Comment: "<script>top.hacked=1</script>",
        Next: "</svg><iframe src=javascript:alert(1)>",
      },
      "</svg><iframe src=javascript:alert(1)>": { Type: "Fail", Error: NAME },
    },
  },
  null,
  2,
);

uiTest("What a state is called is text, under a policy that lets in nothing but the panel's own script", async () => {
  const window = await openWindow({ files: { "evil.asl.json": HOSTILE }, file: "evil.asl.json" });
  await runCommand(window, "Statecraft: Open diagram to the side");
  const diagram = webview(window);
  await expect.poll(() => diagram.locator("[data-state]").count()).toBe(2);
  await goTo(window, 6, 9);
  await diagram.locator("[data-state].selected").waitFor();
  await diagram.locator(".surface").focus();
  await window.page.keyboard.press(" ");
  await diagram.locator(".card").waitFor();
  await picture(window.page, "diagram hostile");
  const { policy, strangers, evaluated } = await diagram.locator("body").evaluate(async () => {
    const refused = new Set<string>();
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.add(effectiveDirective));
    const tag = document.createElement("script");
    tag.textContent = "window.inline = 1";
    document.body.append(tag);
    const image = new Image();
    image.src = "https://example.com/x.png";
    while (refused.size < 2) await new Promise((done) => setTimeout(done, 20));
    const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    return {
      policy: meta?.getAttribute("content") ?? "",
      strangers: document.querySelectorAll("img, iframe, object").length,
      evaluated: ["inline" in window, "hacked" in window, ...[...refused].toSorted()],
    };
  });
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'nonce-[\w-]{20,}'; style-src [^;]+; font-src [^;]+; img-src blob:$/,
  );
  expect(policy).not.toContain("unsafe");
  expect(strangers).toBe(0);
  // Nor did the script run that this test has put there.
  expect(evaluated).toEqual([false, false, "img-src", "script-src-elem"]);
});
