export { serve } from "./serve.ts";
export { serveStdio } from "./serve-stdio.ts";
