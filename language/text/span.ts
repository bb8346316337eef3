/** A stretch of text: UTF-16 offsets, `end` exclusive. `{ start: 4, end: 4 }` is the place before the fifth unit. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` touches the span; both ends count, since a cursor stands between characters. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies within `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
