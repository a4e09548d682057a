package io.storyforge.runtime.server.http;

/**
 * One operation of the API: where it is, who may call it, how large its body may be, and what does it.
 *
 * @param path a template such as {@code /v2/oneliner/runs/{id}}
 */
record Route(String method, String path, Access access, int bodyLimit, Handler handler) {
    static final int BODY = 256 * 1024;
    static final int IMPORT = 8 * 1024 * 1024;

    /** Who may call. */
    enum Access {
        /** Anybody. */
        PUBLIC,
        /** Approved users. */
        USER,
        /** Approved administrators. */
        ADMIN
    }

    /** Does the work of a route, on the request's virtual thread. */
    @FunctionalInterface
    interface Handler {
        Reply handle(Exchange exchange);
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", path, Access.USER, BODY, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", path, Access.USER, BODY, handler);
    }

    static Route put(String path, Handler handler) {
        return new Route("PUT", path, Access.USER, BODY, handler);
    }

    Route open() {
        return new Route(method, path, Access.PUBLIC, bodyLimit, handler);
    }

    Route forAdmins() {
        return new Route(method, path, Access.ADMIN, bodyLimit, handler);
    }

    Route importing() {
        return new Route(method, path, access, IMPORT, handler);
    }
}
