import { button, html, icon } from "../elements.ts";
import type { Asking } from "./ask.ts";
import { createDifferences, type Differences, type DifferencesEvents } from "./differences.ts";
import { createEventTable, type EventTable, type EventTableEvents } from "./event-table.ts";
import { createSplitter } from "./splitter.ts";
import { createStateView, type StateView, type StateViewEvents } from "./state-view.ts";
import { createTabs } from "./tabs.ts";

/** The pane beside the picture, with its views. */
export interface Pane {
  readonly state: StateView;
  readonly events: EventTable;
  readonly differences: Differences;
  /** Which view shows. */
  readonly chosen: ViewName | undefined;
  choose(view: ViewName): void;
  /** Whether there is a comparison to show. */
  offerDifferences(isComparing: boolean): void;
}

export type ViewName = "state" | "events" | "differences";

export interface PaneEvents {
  readonly state: StateViewEvents;
  readonly events: Pick<EventTableEvents, "chosen">;
  readonly differences: DifferencesEvents;
}

const CLOSE = "M4 4l8 8M12 4l-8 8";

/** Builds the pane's content in `element`. */
export function createPane(element: HTMLElement, asking: Pick<Asking, "ask">, on: PaneEvents): Pane {
  const state = createStateView(asking, on.state);
  const events = createEventTable(asking, { ...on.events, open: on.state.open });
  const differences = createDifferences(on.differences);
  const views = { state: state.element, events: events.element, differences: differences.element };
  const tabs = createTabs<ViewName>("Execution", (id) => tabs.panel.replaceChildren(views[id]));
  const close = button("Close", icon(CLOSE), () => {
    element.hidden = true;
  });
  function offerDifferences(isComparing: boolean): void {
    tabs.offer([
      { id: "state", label: "State" },
      { id: "events", label: "Events" },
      ...(isComparing ? [{ id: "differences", label: "Differences" } as const] : []),
    ]);
  }
  offerDifferences(false);
  element.replaceChildren(createSplitter(element), html("header", "", tabs.list, close), tabs.panel);
  return {
    state,
    events,
    differences,
    get chosen() {
      return tabs.chosen;
    },
    choose: tabs.choose,
    offerDifferences,
  };
}
