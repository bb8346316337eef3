import type { GraphModel } from "../language/index.ts";
import { createBreakpoints } from "./canvas/breakpoints.ts";
import { createPicture } from "./canvas/picture.ts";
import { createProblems } from "./canvas/problems.ts";
import { createStickyHeaders } from "./canvas/sticky-headers.ts";
import { applyTheme, onFontsChanged, onThemeChanged, themeMeasure } from "./canvas/theme.ts";
import { createViewport } from "./canvas/viewport.ts";
import { createCard } from "./controls/card.ts";
import { createMinimap } from "./controls/minimap.ts";
import { createExecution } from "./execution/execution.ts";
import { pngOf } from "./export/png.ts";
import { resolvedSvg } from "./export/resolved-svg.ts";
import { connectHost } from "./host.ts";
import { createCollapse, isContainer } from "./navigation/collapse.ts";
import { describeState } from "./navigation/describe.ts";
import { listenToHover } from "./navigation/hover.ts";
import { listenToKeys } from "./navigation/keys.ts";
import { createOutline } from "./navigation/outline.ts";
import { createSearch } from "./navigation/search.ts";
import { createSelection } from "./navigation/selection.ts";
import { first, into, last, left, next, nextWhere, outOf, previous, right, type Step } from "./navigation/steps.ts";
import { buildPage } from "./page.ts";
import type { PictureFormat, ToWebview } from "./protocol.ts";

/**
 * The panel beside a definition. The page around it needs no content: this builds it all. It keeps no state that the
 * extension doesn't send again after `ready`, but for what is seen: camera, selection, what is collapsed.
 */
const host = connectHost();
applyTheme();
const page = buildPage({
  zoom: (factor) => viewport.zoomBy(factor),
  fit: () => viewport.fit(),
  find: () => search.open(),
  toggleAll: () => collapse.toggleAll(),
  export: () => host.post({ kind: "export" }),
  start: (debug) => host.post({ kind: "start", debug }),
  choose: (path) => host.post({ kind: "machine", path }),
});
const { root, surface } = page;
const picture = createPicture(page.layer);
const viewport = createViewport(surface, page.camera, page.over, {
  moved(seen, zoom) {
    picture.show(seen, zoom);
    headers.move(seen, zoom);
    minimap.move(seen);
    if (card.isShown) card.hide();
    save();
  },
  resized() {
    const placed = selected();
    if (placed) viewport.show(placed);
  },
});
const minimap = createMinimap(page.minimap, picture, viewport);
const breakpoints = createBreakpoints(surface, picture, (id) => host.post({ kind: "toggleBreakpoint", id }));
const collapse = createCollapse(surface, picture, host.saved.collapsed ?? [], (id) => {
  if (picture.graph) draw(picture.graph, id);
});
const headers = createStickyHeaders(picture);
const problems = createProblems(page.banner, root, picture);
const execution = createExecution({
  root,
  pane: page.pane,
  summary: page.summary,
  picture,
  seen: host.saved.run,
  post: host.post,
  select: (id) => go(id),
  announce: page.announce,
});
const selection = createSelection(surface, picture, viewport, {
  changed() {
    execution.selected(selection.id);
    showSelection();
    save();
  },
  opened: (id) => host.post({ kind: "reveal", id }),
});
const search = createSearch(page.search, root, picture, {
  go: (id) => go(id),
  closed: () => surface.focus(),
  announce: page.announce,
});
const card = createCard(page.card, surface, picture, viewport, {
  problems: problems.of,
  outcome: (id) => execution.describe(id),
});
const outline = createOutline(surface, picture, describe);
listenToHover(surface, picture);

let { uri, machine } = host.saved;
let measure = themeMeasure();
let saving = 0;

function selected() {
  return selection.id === undefined ? undefined : picture.node(selection.id);
}

function describe(placed: Parameters<typeof describeState>[1]): string {
  return describeState(picture, placed, (id) => [
    execution.describe(id),
    breakpoints.describe(id),
    ...problems.of(id).map(({ severity, message }) => `${severity}: ${message}`),
  ]);
}

/** The tree says what is selected; what the menu of a state needs to know is where VS Code looks for it. */
function showSelection(): void {
  const placed = selected();
  outline.show(placed?.node.id);
  surface.dataset.vscodeContext = JSON.stringify(placed ? contextOf(placed.node.id) : {});
}

function contextOf(id: string) {
  const { machine: name } = page;
  return { webviewSection: "state", preventDefaultContextMenuItems: true, document: uri, machine: name, state: id };
}

/** Selects a state and goes there, opening whatever hides it. */
function go(id: string | undefined): void {
  if (id !== undefined) collapse.open(id);
  selection.select(id);
  const placed = selected();
  if (placed) viewport.goTo(placed);
}

/** Remembers what is seen, not at each step of a movement. */
function save(): void {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const { graph } = picture;
    host.save({
      ...(uri !== undefined && { uri }),
      ...(machine !== undefined && { machine }),
      ...(graph && { graph }),
      ...(!viewport.isFitted && { camera: viewport.camera }),
      ...(selection.id !== undefined && { selected: selection.id }),
      collapsed: [...collapse.ids],
      ...(execution.id !== undefined && { run: execution.id }),
    });
  }, 200);
}

/**
 * Draws a graph such that what one looks at stays where it is: the container that was just collapsed or expanded, else the
 * selected state, else the one in the middle.
 */
function draw(graph: GraphModel, toggled?: string): void {
  const isFirst = picture.layout === undefined;
  const before = toggled === undefined ? anchorNode() : picture.node(toggled);
  const { x, y, zoom } = viewport.camera;
  picture.draw(graph, measure, collapse.ids);
  page.empty.hidden = graph.levels.length > 0;
  const { width = 0, height = 0 } = picture.layout ?? {};
  viewport.setSize(width, height);
  const after = before && picture.node(before.node.id);
  if (before && after && toggled !== undefined) viewport.anchor(cornerOf(before), cornerOf(after));
  else if (before && after) viewport.anchor(before, after);
  else if (isFirst && host.saved.camera) viewport.move(host.saved.camera);
  else viewport.fit();
  if (!isFirst) picture.glide([(x - viewport.camera.x) / zoom, (y - viewport.camera.y) / zoom]);
  card.hide();
  selection.redraw();
  search.redraw();
  minimap.draw();
  save();
}

const cornerOf = ({ x, y }: { readonly x: number; readonly y: number }) => ({ x, y, width: 0, height: 0 });

function anchorNode() {
  const own = selected();
  if (own) return own;
  const seen = viewport.seen();
  const distance = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): number =>
    Math.hypot(x + width / 2 - (seen.x + seen.width / 2), y + height / 2 - (seen.y + seen.height / 2));
  return picture.layout?.nodes.toSorted((a, b) => distance(a) - distance(b))[0];
}

async function sendPicture(format: PictureFormat): Promise<void> {
  const svg = resolvedSvg(page.stage, picture) ?? "";
  const { width = 0, height = 0 } = picture.layout ?? {};
  const content = format === "svg" || svg === "" ? svg : await pngOf(svg, width, height);
  host.post({ kind: "picture", format, content: content ?? "" });
}

/** What each message does. */
const receive: { readonly [Kind in ToWebview["kind"]]: (message: Extract<ToWebview, { kind: Kind }>) => void } = {
  graph(message) {
    uri = message.uri;
    machine = message.machine;
    page.showMachines(message.machines, message.machine);
    problems.showProblem(message.problem);
    // While the text is broken its graph is too: the last good picture says more.
    if (message.problem === null || picture.graph === undefined) draw(message.graph);
    if (message.problem !== null) page.empty.hidden = true;
  },
  select: ({ id }) => selection.select(id ?? undefined),
  diagnostics({ diagnostics }) {
    problems.showDiagnostics(diagnostics);
    minimap.draw();
    showSelection();
  },
  breakpoints(message) {
    breakpoints.show(message.breakpoints);
    showSelection();
  },
  render: ({ format }) => void sendPicture(format),
  ...execution.receive,
};

const step = (to: Step) => (): void => {
  const id = to(picture, selection.id);
  if (id !== undefined) selection.select(id);
};

/** Into a container with the one key, out of it with the other; beside it with Shift. */
function sideways(isRight: boolean): void {
  const placed = selected();
  const isOpen = placed?.dividers !== undefined;
  if (placed && isContainer(placed) && (isRight || isOpen)) {
    if (isRight && isOpen) step(into)();
    else collapse.toggle(placed.node.id);
  } else step(isRight ? right : left)();
}

function stepToProblem(direction: 1 | -1): void {
  const id = nextWhere(picture, selection.id, direction, (each) => problems.of(each).length > 0);
  if (id === undefined) return page.announce("No problems");
  go(id);
}

function leave(): void {
  if (card.isShown) card.hide();
  else selection.select(outOf(picture, selection.id));
}

function showDetails(): void {
  const placed = selected();
  if (!placed || execution.toggleDetails()) return;
  if (card.isShown) card.hide();
  else card.show(placed);
}

function openMenu(): void {
  const placed = selected();
  const { left: x = 0, top: y = 0 } = placed ? viewport.onScreen(placed) : {};
  const { left: dx, top: dy } = surface.getBoundingClientRect();
  surface.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: x + dx + 12, clientY: y + dy + 12 }));
}

listenToKeys(surface, {
  ArrowDown: step(next),
  ArrowUp: step(previous),
  ArrowRight: () => sideways(true),
  ArrowLeft: () => sideways(false),
  "Shift+ArrowRight": step(right),
  "Shift+ArrowLeft": step(left),
  Home: step(first),
  End: step(last),
  Enter: () => selection.id !== undefined && host.post({ kind: "reveal", id: selection.id }),
  " ": showDetails,
  Escape: leave,
  F9: () => selection.id !== undefined && host.post({ kind: "toggleBreakpoint", id: selection.id }),
  ContextMenu: openMenu,
  "Shift+F10": openMenu,
  "/": () => search.open(),
  "[": () => stepToProblem(-1),
  "]": () => stepToProblem(1),
  "+": () => viewport.zoomBy(1.25),
  "=": () => viewport.zoomBy(1.25),
  "-": () => viewport.zoomBy(0.8),
  "0": () => viewport.fit(),
  "1": () => viewport.zoomBy(1 / viewport.camera.zoom),
});

/** VS Code shows its menu for the element that was hit: of a state it must say which. */
surface.addEventListener(
  "contextmenu",
  ({ target, clientX, clientY, isTrusted }) => {
    const id = isTrusted ? picture.idAt(target, viewport.at(clientX, clientY)) : selection.id;
    if (isTrusted) selection.select(id);
    surface.dataset.vscodeContext = JSON.stringify(id === undefined ? {} : contextOf(id));
  },
  { capture: true },
);

onFontsChanged(() => {
  measure = themeMeasure();
  if (picture.graph) draw(picture.graph);
});
onThemeChanged(() => minimap.draw());
host.onMessage(<Kind extends ToWebview["kind"]>(message: Extract<ToWebview, { kind: Kind }>) => {
  receive[message.kind as Kind](message);
});
if (host.saved.graph) {
  draw(host.saved.graph);
  selection.select(host.saved.selected);
}
host.post({ kind: "ready" });
