/** Rows that are kept elsewhere and come in pages, when they are looked at. */
export interface Pages<R> {
  /** Undefined until it has come. */
  at(index: number): R | undefined;
  /** Forgets all: there are other rows now. */
  clear(): void;
}

const SIZE = 100;

/** `arrived` is called after each page that came. */
export function createPages<R>(
  load: (from: number, count: number) => Promise<readonly R[]>,
  arrived: () => void,
): Pages<R> {
  let pages = new Map<number, readonly R[] | "wanted">();
  return {
    at(index) {
      const number = Math.floor(index / SIZE);
      const page = pages.get(number);
      if (Array.isArray(page)) return page[index - number * SIZE];
      if (page === undefined) {
        const asked = pages;
        asked.set(number, "wanted");
        load(number * SIZE, SIZE).then(
          (rows) => {
            if (asked !== pages) return;
            asked.set(number, rows);
            arrived();
          },
          () => asked.delete(number),
        );
      }
      return undefined;
    },
    clear() {
      pages = new Map();
    },
  };
}
