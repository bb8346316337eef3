/**
 * The page of the peer: React Flow with elkjs, drawing the same states and edges. `browser.mjs` bundles it and calls
 * `window.peer`. Written as its documentation says: nodes with their sizes, memoised node components, layout before drawing.
 */
import { Handle, MarkerType, Position, ReactFlow, ReactFlowProvider } from "@xyflow/react";
import { createElement, memo, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { peers } from "./peers.mjs";

const State = memo(({ data }) =>
  createElement(
    "div",
    { className: `state ${data.status ?? ""}` },
    createElement(Handle, { type: "target", position: Position.Top }),
    createElement("span", { className: "tile" }),
    createElement("strong", {}, data.label),
    createElement("small", {}, data.type),
    createElement(Handle, { type: "source", position: Position.Bottom }),
  ),
);

const Container = memo(({ data }) =>
  createElement("div", { className: `container ${data.status ?? ""}` }, createElement("strong", {}, data.label)),
);

const nodeTypes = { state: State, container: Container };

let setPicture;

function Diagram() {
  const [{ nodes, edges }, set] = useState({ nodes: [], edges: [] });
  setPicture = set;
  return createElement(ReactFlow, { nodes, edges, nodeTypes, minZoom: 0.02 });
}

const root = createRoot(document.getElementById("root"));
flushSync(() => root.render(createElement(ReactFlowProvider, {}, createElement(Diagram))));

const paint = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

window.peer = {
  /** Lays out and draws; resolves when it is seen, with ms in all and for the layout alone. */
  async draw(picture) {
    const start = performance.now();
    const laid = await peers.elk(picture);
    const layout = performance.now() - start;
    const containers = new Set(laid.nodes.map(({ parent }) => parent));
    const nodes = laid.nodes.map(({ id, label, type, x, y, width, height }) => ({
      id,
      type: containers.has(id) ? "container" : "state",
      position: { x, y },
      data: { label, type },
      width,
      height,
      zIndex: containers.has(id) ? 0 : 1,
    }));
    const edges = laid.edges.map(({ from, to, kind, order, label }) => ({
      id: `${from}|${kind}|${order}`,
      source: from,
      target: to,
      type: "smoothstep",
      markerEnd: { type: MarkerType.ArrowClosed },
      ...(label && { label: label.text }),
    }));
    setPicture({ nodes, edges });
    const wanted = nodes.filter(({ type }) => type === "state").length;
    do await paint();
    while (
      document.querySelectorAll(".react-flow__node-state").length < wanted ||
      document.querySelector(".react-flow__node-state").style.visibility === "hidden" ||
      document.querySelectorAll(".react-flow__edge").length === 0
    );
    return { paint: performance.now() - start, layout };
  },
  /** Sets one state's status; ms until its style and place are known. */
  update(id, status) {
    const start = performance.now();
    const changed = (node) => (node.id === id ? { ...node, data: { ...node.data, status } } : node);
    flushSync(() => setPicture(({ nodes, edges }) => ({ nodes: nodes.map(changed), edges })));
    document.body.offsetHeight;
    return performance.now() - start;
  },
};
