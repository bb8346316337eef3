import type { Json } from "../../language/index.ts";
import type { FunctionDebugger } from "../lambda/function-debugger.ts";
import type { ObjectStore } from "../object-store.ts";
import type { LocalServices } from "../services/local-services.ts";
import type { TaskHandler } from "./handler.ts";

/** What a kind of handler is made with, besides its own options. */
export interface KindContext {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** The Node that runs handlers. */
  readonly node: string;
  /** The Python that runs handlers; the virtual environment nearest to a function's code unless given. */
  readonly python?: string;
  readonly region: string;
  readonly account: string;
  /** True where nothing of the folder may be run, because its owner isn't trusted: handlers other than mocks are refused. */
  readonly mocksOnly?: boolean;
  /** Variables that every function gets. */
  readonly environment: { readonly [name: string]: string };
  /** What stands in for services of AWS; it is the router's own. */
  readonly services?: LocalServices;
  /** What stands in for S3; in memory unless given. */
  readonly objects?: ObjectStore;
  /** Whether functions may take as long as they like. */
  readonly isUnlimited?: boolean;
  /** Runs functions under debuggers; nobody looks into them unless given. */
  readonly debugger?: FunctionDebugger;
}

export type MadeHandler =
  | { readonly ok: true; readonly handler: TaskHandler; dispose?(): void }
  | { readonly ok: false; readonly message: string };

export type MakeHandler = (options: { readonly [name: string]: Json }, context: KindContext) => MadeHandler;
