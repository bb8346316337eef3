/**
 * How the server's memory is laid out: young objects have twice the room that Node gives them, MiB. What is found out about
 * one version of a large definition is then mostly garbage before it would have to be copied, so that an edit takes a tenth less time.
 */
export const serverHeap: readonly string[] = ["--max-semi-space-size=32"];
