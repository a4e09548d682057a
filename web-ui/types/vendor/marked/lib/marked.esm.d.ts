export declare const marked: { lexer(source: string, options?: { gfm?: boolean }): any[] };
