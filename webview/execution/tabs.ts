import { html } from "../elements.ts";

/** Tabs and what each shows. */
export interface Tabs<T extends string> {
  readonly list: HTMLElement;
  readonly panel: HTMLElement;
  /** Which tabs there are, in their order; the chosen one stays if it is among them. */
  offer(tabs: readonly TabName<T>[]): void;
  choose(id: T): void;
  readonly chosen: T | undefined;
}

export interface TabName<T extends string> {
  readonly id: T;
  readonly label: string;
}

let sets = 0;

/** `changed` is told of the tab that shows from now on. */
export function createTabs<T extends string>(label: string, changed: (id: T) => void): Tabs<T> {
  const name = `tabs${++sets}`;
  const list = html("div", "tabs");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", label);
  const panel = html("div", "tab-panel");
  panel.setAttribute("role", "tabpanel");
  panel.id = `${name}-panel`;
  let tabs: ReadonlyMap<T, HTMLElement> = new Map();
  let chosen: T | undefined;

  function choose(id: T | undefined): void {
    if (id === undefined || !tabs.has(id)) return;
    const isNew = id !== chosen;
    chosen = id;
    for (const [each, tab] of tabs) {
      tab.setAttribute("aria-selected", String(each === id));
      tab.tabIndex = each === id ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `${name}-${id}`);
    if (isNew) changed(id);
  }

  listenToKeys(
    list,
    () => ({ ids: [...tabs.keys()], chosen }),
    (id) => {
      choose(id);
      tabs.get(id)?.focus();
    },
  );
  return {
    list,
    panel,
    offer(names) {
      if (names.map(({ id }) => id).join() !== [...tabs.keys()].join()) {
        tabs = new Map(names.map((each) => [each.id, tabElement(name, each, () => choose(each.id))]));
        list.replaceChildren(...tabs.values());
      }
      const isThere = chosen !== undefined && tabs.has(chosen);
      if (!isThere) chosen = undefined;
      choose(isThere ? chosen : names[0]?.id);
    },
    choose,
    get chosen() {
      return chosen;
    },
  };
}

function tabElement(set: string, { id, label }: TabName<string>, press: () => void): HTMLElement {
  const tab = html("button", "tab", label);
  tab.type = "button";
  tab.id = `${set}-${id}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", `${set}-panel`);
  tab.addEventListener("click", press);
  return tab;
}

function listenToKeys<T extends string>(
  list: HTMLElement,
  now: () => { readonly ids: readonly T[]; readonly chosen: T | undefined },
  go: (id: T) => void,
): void {
  list.addEventListener("keydown", (event) => {
    const { ids, chosen } = now();
    const at = chosen === undefined ? -1 : ids.indexOf(chosen);
    const steps: { readonly [key: string]: number } = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1 + ids.length,
      Home: 0,
      End: ids.length - 1,
    };
    const step = steps[event.key];
    const next = step === undefined ? undefined : ids[step % ids.length];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    go(next);
  });
}
