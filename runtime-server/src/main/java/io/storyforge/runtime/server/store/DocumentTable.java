package io.storyforge.runtime.server.store;

import io.storyforge.runtime.project.CollectionSize;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.store.DocumentRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code documents}, counted in {@code collections}. */
final class DocumentTable implements DocumentRecords {
    static final String FIND = "SELECT key, content_json, updated_at FROM documents"
            + " WHERE project_id = ? AND collection = ? AND key = ?";
    static final String PAGE = "SELECT key, content_json, updated_at FROM documents"
            + " WHERE project_id = ? AND collection = ? AND key > ? ORDER BY key LIMIT ?";
    static final String COUNT = "SELECT documents FROM collections WHERE project_id = ? AND name = ?";
    static final String COLLECTIONS = "SELECT name, documents FROM collections WHERE project_id = ? ORDER BY name";

    private static final String UPDATE = "UPDATE documents SET content_json = ?, updated_at = ?"
            + " WHERE project_id = ? AND collection = ? AND key = ?";
    private static final String INSERT =
            "INSERT INTO documents (content_json, updated_at, project_id, collection, key)" + " VALUES (?, ?, ?, ?, ?)";
    private static final String ADD = "INSERT INTO collections (project_id, name, documents) VALUES (?, ?, 1)"
            + " ON CONFLICT (project_id, name) DO UPDATE SET documents = documents + 1";

    private final Sql sql;

    DocumentTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean put(String projectId, String collection, StoredDocument document) {
        String content = JsonText.object(document.content().asMap());
        String updated = Times.text(document.updatedAt());
        if (sql.change(UPDATE, content, updated, projectId, collection, document.key()) > 0) {
            return false;
        }
        sql.change(INSERT, content, updated, projectId, collection, document.key());
        sql.change(ADD, projectId, collection);
        return true;
    }

    @Override
    public Optional<StoredDocument> find(String projectId, String collection, String key) {
        return sql.first(FIND, DocumentTable::document, projectId, collection, key);
    }

    @Override
    public List<StoredDocument> page(String projectId, String collection, String afterKey, int limit) {
        return sql.all(PAGE, DocumentTable::document, projectId, collection, afterKey, limit);
    }

    @Override
    public long count(String projectId, String collection) {
        return sql.number(COUNT, projectId, collection);
    }

    @Override
    public List<CollectionSize> collections(String projectId) {
        return sql.all(COLLECTIONS, row -> new CollectionSize(row.getString(1), row.getLong(2)), projectId);
    }

    private static StoredDocument document(ResultSet row) throws SQLException {
        Content content = Content.of(StrictJson.object(row.getString(2)));
        return new StoredDocument(row.getString(1), content, Times.time(row.getString(3)));
    }
}
