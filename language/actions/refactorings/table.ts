import { convertLanguage } from "./convert-language.ts";
import { extractBranch } from "./extract-branch.ts";
import { inlineState } from "./inline-state.ts";
import type { Refactorer } from "./refactoring.ts";
import { reorderStates } from "./reorder-states.ts";

/** Every refactoring. A new one is one file and one line here. */
export const refactorers: readonly Refactorer[] = [extractBranch, inlineState, reorderStates, convertLanguage];
