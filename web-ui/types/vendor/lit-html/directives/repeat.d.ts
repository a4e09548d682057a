export declare function repeat<T>(
  items: readonly T[], key: (item: T, index: number) => unknown, template: (item: T, index: number) => unknown,
): unknown;
