import { statusIcons } from "../diagram/index.ts";
import type { GraphModel } from "../language/index.ts";
import { createDetails } from "./details.ts";
import { connectHost } from "./host.ts";
import { createOverlay, statusNames } from "./overlay.ts";
import { buildPage } from "./page.ts";
import { createPicture } from "./picture.ts";
import { createProblems } from "./problems.ts";
import type { RunOverlay, ToWebview } from "./protocol.ts";
import { createSelection } from "./select.ts";
import { applyTheme, onFontsChanged, themeMeasure } from "./theme.ts";
import { createViewport } from "./viewport.ts";

/**
 * The panel beside a definition. The page around it needs no content: this builds it all. It keeps no state that the
 * extension doesn't send again after `ready`, but for what is seen: camera and selection.
 */
const host = connectHost();
applyTheme();
const page = buildPage({
  zoom: (factor) => viewport.zoomBy(factor),
  fit: () => viewport.fit(),
});
const picture = createPicture(page.layer);
const viewport = createViewport(page.surface, page.layer, {
  moved: () => save(),
  resized() {
    const placed = selection.id === undefined ? undefined : picture.node(selection.id);
    if (placed) viewport.show(placed);
  },
});
const overlay = createOverlay(page.root, picture);
const problems = createProblems(page.banner, page.root, picture);
const details = createDetails(page.details, {
  copy: (text) => host.post({ kind: "copy", text }),
  inspect: (run, id, field) => host.post({ kind: "inspect", run, id, field }),
  close: () => selection.select(undefined),
});
const selection = createSelection(page.surface, picture, viewport, {
  changed() {
    showDetails();
    save();
  },
  opened: (id) => host.post({ kind: "reveal", id }),
});

let uri = host.saved.uri;
let measure = themeMeasure();
let saving = 0;

/** Remembers what is seen, not at each step of a movement. */
function save(): void {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const { graph } = picture;
    host.save({
      ...(uri !== undefined && { uri }),
      ...(graph && { graph }),
      camera: viewport.camera,
      ...(selection.id !== undefined && { selected: selection.id }),
    });
  }, 200);
}

/** Draws a graph such that what one looks at stays where it is: the selected state, else the one in the middle. */
function draw(graph: GraphModel): void {
  const isFirst = picture.layout === undefined;
  const before = anchorNode();
  picture.draw(graph, measure);
  page.empty.hidden = graph.levels.length > 0;
  const { width = 0, height = 0 } = picture.layout ?? {};
  viewport.setSize(width, height);
  const after = before && picture.node(before.node.id);
  if (before && after) viewport.anchor(before, after);
  else if (isFirst && host.saved.camera) viewport.move(host.saved.camera);
  else viewport.fit();
  overlay.redraw();
  selection.redraw();
  problems.redraw();
  save();
}

function anchorNode() {
  const selected = selection.id === undefined ? undefined : picture.node(selection.id);
  if (selected) return selected;
  const seen = viewport.seen();
  const distance = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number =>
    Math.hypot(x + width / 2 - (seen.x + seen.width / 2), y + height / 2 - (seen.y + seen.height / 2));
  return picture.layout?.nodes.toSorted((a, b) => distance(a) - distance(b))[0];
}

function showDetails(): void {
  const placed = selection.id === undefined ? undefined : picture.node(selection.id);
  details.show(placed, overlay.run);
  page.announce(placed ? description(placed.node.label, placed.node.type, overlay.run?.states[placed.node.id]) : "");
}

function description(label: string, type: string, state: RunOverlay["states"][string] | undefined): string {
  return [label, type, state && statusNames[state.status]].filter(Boolean).join(", ");
}

function showRun(): void {
  const { run } = overlay;
  page.run.hidden = run === null;
  if (!run) return;
  const sign = run.status === "paused" ? "waiting" : run.status === "timedOut" ? "failed" : run.status;
  page.showRun(run.status, statusIcons[sign], [statusNames[run.status], run.error].filter(Boolean).join(": "));
}

/** What each message does. */
const receive: { readonly [Kind in ToWebview["kind"]]: (message: Extract<ToWebview, { kind: Kind }>) => void } = {
  graph(message) {
    uri = message.uri;
    problems.showProblem(message.problem);
    // While the text is broken its graph is too: the last good picture says more.
    if (message.problem === null || picture.graph === undefined) draw(message.graph);
    if (message.problem !== null) page.empty.hidden = true;
  },
  select: ({ id }) => selection.select(id ?? undefined),
  diagnostics: ({ diagnostics }) => problems.showDiagnostics(diagnostics),
  overlay({ run }) {
    overlay.show(run);
    showRun();
    showDetails();
  },
  overlayChanged(change) {
    overlay.change(change);
    showRun();
    showDetails();
  },
  value: (message) => details.answer(message),
};

page.surface.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
  if (ctrlKey || metaKey || altKey) return;
  if (key === "+" || key === "=") viewport.zoomBy(1.25);
  else if (key === "-") viewport.zoomBy(0.8);
  else if (key === "0") viewport.fit();
  else if (key === "1") viewport.zoomBy(1 / viewport.camera.zoom);
});

onFontsChanged(() => {
  measure = themeMeasure();
  if (picture.graph) draw(picture.graph);
});
host.onMessage(<Kind extends ToWebview["kind"]>(message: Extract<ToWebview, { kind: Kind }>) => {
  receive[message.kind as Kind](message);
});
if (host.saved.graph) {
  draw(host.saved.graph);
  selection.select(host.saved.selected);
}
host.post({ kind: "ready" });
