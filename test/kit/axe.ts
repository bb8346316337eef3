import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";

const axe = join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js");
if (process.env.CI && !existsSync(axe)) throw new Error("axe-core isn't installed.");

/** Whether the rules of the Web Content Accessibility Guidelines can be checked here. */
export const hasAxe = existsSync(axe);

/** A panel in a page of its own, or in a frame of VS Code. */
export interface Checked {
  readonly page: Pick<Page | Frame, "evaluate">;
}

/** Brings axe into a panel. The policy lets in no other script, as it should: this one comes as a debugger's would. */
export async function bringAxe(panel: Checked): Promise<void> {
  await panel.page.evaluate(await readFile(axe, "utf8"));
}

interface Axe {
  readonly axe: { run(options: { readonly resultTypes: readonly string[] }): Promise<AxeResults> };
}

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** A panel is a part of VS Code's page, and has no heading of its own. */
const WHOLE_PAGES = "page-has-heading-one";

/** What is wrong by the rules of the Web Content Accessibility Guidelines and by good practice: a line for each. */
export async function violations(panel: Checked): Promise<readonly string[]> {
  await panel.page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const found = await panel.page.evaluate(() => (window as unknown as Axe).axe.run({ resultTypes: ["violations"] }));
  expect(found.passes.length).toBeGreaterThan(15);
  return found.violations
    .filter(({ id }) => id !== WHOLE_PAGES)
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
