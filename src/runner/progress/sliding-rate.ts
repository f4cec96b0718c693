interface Sample {
  readonly count: number;
  readonly at: number;
}

/** How fast something grows, over the last so many milliseconds: since its first sample while it is younger. */
export class SlidingRate {
  readonly #window: number;
  readonly #samples: Sample[] = [];

  constructor(window: number) {
    this.#window = window;
  }

  /** @param at milliseconds, never before those of the sample before */
  add(count: number, at: number): void {
    this.#samples.push({ count, at });
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - this.#window) this.#samples.shift();
  }

  /** Per second; undefined where nothing has grown yet. What stands still for longer than the window is slower by that. */
  perSecond(now: number): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last) return undefined;
    const end = now - last.at > this.#window ? now : last.at;
    return last.count > first.count && end > first.at
      ? ((last.count - first.count) * 1000) / (end - first.at)
      : undefined;
  }
}
