import type { GraphModel } from "../language/index.ts";
import type { Camera } from "./canvas/camera.ts";
import type { FromWebview, ToWebview } from "./protocol.ts";
import { readMessage } from "./read-message.ts";

/** What the panel remembers while it is hidden, and over a reload of the window. */
export interface Saved {
  /** The document, by which the extension finds it again. */
  readonly uri?: string;
  readonly graph?: GraphModel;
  readonly camera?: Camera;
  readonly selected?: string;
  readonly collapsed?: readonly string[];
  /** The execution that was shown. */
  readonly run?: string;
  /** Which of several machines is shown. */
  readonly machine?: string;
}

/** The extension on the other side. */
export interface Host {
  post(message: FromWebview): void;
  onMessage(listener: (message: ToWebview) => void): void;
  readonly saved: Saved;
  save(state: Saved): void;
}

interface VsCodeApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: Saved): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Connects to the extension. May be called once only: VS Code gives its interface away once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  const saved = savedState(api.getState());
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      window.addEventListener("message", ({ data }) => {
        const message = readMessage(data);
        if (message) listener(message);
      });
    },
    saved,
    save: (state) => api.setState(state),
  };
}

/** A state that an older version saved, or that is damaged, counts for nothing. */
function savedState(state: unknown): Saved {
  if (typeof state !== "object" || state === null) return {};
  const { uri, graph, camera, selected, collapsed, run, machine } = state as { readonly [name: string]: unknown };
  const read = readMessage({
    kind: "graph",
    uri: typeof uri === "string" ? uri : "",
    version: 0,
    graph,
    problem: null,
    machines: [],
    machine: "",
  });
  return {
    ...(typeof uri === "string" && { uri }),
    ...(read?.kind === "graph" && { graph: read.graph }),
    ...(isCamera(camera) && { camera }),
    ...(typeof selected === "string" && { selected }),
    ...(isListOfStrings(collapsed) && { collapsed }),
    ...(typeof run === "string" && { run }),
    ...(typeof machine === "string" && { machine }),
  };
}

function isCamera(value: unknown): value is Camera {
  if (typeof value !== "object" || value === null) return false;
  const { x, y, zoom } = value as { readonly [name: string]: unknown };
  return [x, y, zoom].every((number) => typeof number === "number" && Number.isFinite(number)) && Number(zoom) > 0;
}

const isListOfStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
