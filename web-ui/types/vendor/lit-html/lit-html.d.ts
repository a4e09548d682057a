// What the pages use of lit-html; its own modules carry no types.
export type TemplateResult = { readonly _$litType$: number };
export declare function html(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
export declare function svg(strings: TemplateStringsArray, ...values: unknown[]): TemplateResult;
export declare function render(value: unknown, container: HTMLElement | DocumentFragment): unknown;
export declare const nothing: unique symbol;
/** Leaves what a place holds as it is. */
export declare const noChange: unique symbol;
