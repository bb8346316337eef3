/** The mark of a comment that silences findings of the next line; what follows it on its line names their codes. */
export const suppressionMark = /\bstatecraft-disable-next-line\b([^\r\n]*)/;
