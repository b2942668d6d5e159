import { pointerSegments } from '../../schema/json-pointer.js';

/** Where a text has a value, and the key in front of it; offsets. An item of a list has no key. */
export interface Place {
  value: number;
  key: number | undefined;
}

/** A value whose place is looked for, or that lies on the way to one. The readers of a text fill in the places. */
export class WantedPlace {
  place: Place | undefined;
  private readonly inside = new Map<string, WantedPlace>();

  /** The wanted places of JSON Pointers (RFC 6901) into one value, as a tree. */
  static of(pointers: Iterable<string>): WantedPlace {
    const root = new WantedPlace();
    for (const pointer of pointers) {
      let place = root;
      for (const segment of pointerSegments(pointer)) place = place.want(segment);
    }
    return root;
  }

  /** A key or an index inside; undefined where nothing there is wanted. */
  at(segment: string): WantedPlace | undefined {
    return this.inside.get(segment);
  }

  /** Nothing below is looked for. */
  get isLeaf(): boolean {
    return this.inside.size === 0;
  }

  /** The text says it again: what was found is replaced as a whole. */
  found(place: Place): void {
    if (this.place !== undefined) this.inside.forEach((inner) => inner.forget());
    this.place = place;
  }

  /** The place at the end of a way inside, or of the nearest value on it that the text has; `is_whole` tells which. */
  nearest([segment, ...others]: readonly string[]): { place: Place | undefined; is_whole: boolean } {
    if (segment === undefined) return { place: this.place, is_whole: true };
    const inner = this.at(segment);
    return inner?.place === undefined ? { place: this.place, is_whole: false } : inner.nearest(others);
  }

  private want(segment: string): WantedPlace {
    const known = this.inside.get(segment);
    if (known !== undefined) return known;
    const wanted = new WantedPlace();
    this.inside.set(segment, wanted);
    return wanted;
  }

  private forget(): void {
    this.place = undefined;
    this.inside.forEach((inner) => inner.forget());
  }
}
