/** A canvas can't be larger, on a side and in all. */
const [MAX_SIDE, MAX_AREA] = [16_000, 120_000_000];

/** An SVG file as a PNG in base64, twice as sharp where it isn't too large; undefined where it can't be drawn at all. */
export async function pngOf(svgText: string, width: number, height: number): Promise<string | undefined> {
  const most = Math.min(2, MAX_SIDE / Math.max(width, height), Math.sqrt(MAX_AREA / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * most);
  canvas.height = Math.ceil(height * most);
  const context = canvas.getContext("2d");
  const image = await loaded(svgText);
  if (!context || !image) return undefined;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL("image/png");
  const comma = url.indexOf(",");
  return url.startsWith("data:image/png;base64,") ? url.slice(comma + 1) : undefined;
}

function loaded(svgText: string): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(new Blob([svgText], { type: "image/svg+xml" }));
  return new Promise((resolve) => {
    const image = new Image();
    const done = (found: HTMLImageElement | undefined) => (): void => {
      URL.revokeObjectURL(url);
      resolve(found);
    };
    image.addEventListener("load", done(image));
    image.addEventListener("error", done(undefined));
    image.src = url;
  });
}
