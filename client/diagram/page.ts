import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The folder of the panel's own code. */
export const panelFolder = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, "dist", "webview");

/**
 * The page around the diagram's panel. Its policy lets in our script and our styles, and nothing else: no other origin,
 * no inline code, whatever a state may be called. Pictures may come from the script itself: that is how a PNG is made.
 */
export function panelPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64url");
  const address = (file: string): vscode.Uri => webview.asWebviewUri(vscode.Uri.joinPath(panelFolder(extension), file));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; img-src blob:`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${address("style.css")}">
<title>Diagram</title>
</head>
<body>
<script nonce="${nonce}" src="${address("main.js")}"></script>
</body>
</html>`;
}
