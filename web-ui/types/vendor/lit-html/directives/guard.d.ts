export declare function guard(values: readonly unknown[], template: () => unknown): unknown;
