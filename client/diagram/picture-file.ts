import { extname } from "node:path";
import * as vscode from "vscode";
import type { PictureFormat } from "../../webview/protocol.ts";

/** Saves diagrams as files: first it asks where, then for the picture. */
export interface PictureFiles {
  /** Asks for a file; the format is what its name says. Undefined where the person gave up. */
  ask(document: vscode.Uri): Promise<PictureFormat | undefined>;
  /** Writes the picture into the file that was asked for last. */
  write(content: string, format: PictureFormat): Promise<void>;
}

export function pictureFiles(): PictureFiles {
  let target: vscode.Uri | undefined;
  return {
    async ask(document) {
      target = await vscode.window.showSaveDialog({
        title: "Save diagram",
        defaultUri: document.with({ path: `${document.path.replace(/(\.asl)?\.[^./]+$/, "")}.svg`, fragment: "" }),
        filters: { "SVG picture": ["svg"], "PNG picture": ["png"] },
      });
      return target && (extname(target.path).toLowerCase() === ".png" ? "png" : "svg");
    },
    async write(content, format) {
      if (!target) return;
      const file = target;
      if (content === "") {
        const message = "The diagram is too large for a PNG. Collapse some of it, or save it as an SVG.";
        return void vscode.window.showErrorMessage(message);
      }
      await vscode.workspace.fs.writeFile(file, Buffer.from(content, format === "png" ? "base64" : "utf8"));
      const open = await vscode.window.showInformationMessage(`Saved the diagram as "${nameOf(file)}".`, "Open");
      if (open) await vscode.commands.executeCommand("vscode.open", file);
    },
  };
}

const nameOf = ({ path }: vscode.Uri): string => path.slice(path.lastIndexOf("/") + 1);
