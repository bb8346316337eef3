/** What the keys do, by `KeyboardEvent.key`, with `Shift+` in front where that is held and the key has no case. */
export type Keys = { readonly [key: string]: () => void };

/**
 * Listens to keys while `surface` has the focus. Those with Ctrl, Alt or Cmd are VS Code's, which gets all the others as well
 * unless something is done here.
 */
export function listenToKeys(surface: HTMLElement, keys: Keys): void {
  surface.addEventListener("keydown", (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event;
    if (ctrlKey || metaKey || altKey || target !== surface) return;
    const name = shiftKey && key.length > 1 ? `Shift+${key}` : key;
    const act = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
}
