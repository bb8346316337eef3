import * as vscode from "vscode";

/**
 * Files that exist in memory only, for texts that are edited once and never kept: unlike untitled documents they close
 * without a question.
 */
export interface MemoryFiles extends vscode.FileSystemProvider {
  put(uri: vscode.Uri, text: string): void;
  remove(uri: vscode.Uri): void;
}

export function memoryFiles(): MemoryFiles {
  const files = new Map<string, { readonly content: Uint8Array; readonly changed: number }>();
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const found = (uri: vscode.Uri): { readonly content: Uint8Array; readonly changed: number } => {
    const file = files.get(uri.toString());
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  };
  const write = (uri: vscode.Uri, content: Uint8Array): void => {
    files.set(uri.toString(), { content, changed: Date.now() });
    changes.fire([{ uri, type: vscode.FileChangeType.Changed }]);
  };
  const refuse = (): never => {
    throw vscode.FileSystemError.NoPermissions("There is nothing but results here.");
  };
  return {
    put: (uri, text) => write(uri, new TextEncoder().encode(text)),
    remove: (uri) => void files.delete(uri.toString()),
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => {}),
    stat(uri) {
      const { content, changed } = found(uri);
      return { type: vscode.FileType.File, ctime: changed, mtime: changed, size: content.length };
    },
    readFile: (uri) => found(uri).content,
    writeFile: write,
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
}
