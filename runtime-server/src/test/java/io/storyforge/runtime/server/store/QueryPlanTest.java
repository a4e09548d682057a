package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every query that runs often finds its rows through an index, in the order it wants them. */
final class QueryPlanTest {
    static final List<String> QUERIES = List.of(
            RunTable.FIND,
            RunTable.OVERDUE,
            RunWriting.STATUS,
            RunPages.NEWEST,
            RunPages.OF_PROJECT,
            RunPages.ARRIVAL,
            RunPages.NEXT_PROJECT,
            RunGroups.NEXT_SCREEN,
            RunGroups.NEXT_ACTION,
            RunGroups.NEXT_PLATFORM,
            RunGroups.OF_GROUP,
            RunGroups.WAITING,
            RunPages.WAITING,
            RunPages.HEAD,
            RunPages.OPEN,
            LaneQueries.ACTIVE,
            LaneQueries.NEXT_QUEUED,
            LaneQueries.QUEUED,
            LaneQueries.QUEUED_BEFORE,
            LaneQueries.COUNT_ACTIVE,
            LaneQueries.TICKET,
            LaneQueries.OPEN,
            EventTable.LOG,
            LaneQueries.NEXT_OF_USER,
            LaneQueries.NEXT_USER,
            EventTable.LAST_SEQ,
            EventTable.OF_RUN,
            EventTable.OF_USER,
            EventTable.OF_PROJECT,
            EventTable.OF_APPROVERS,
            EventTable.LAST_OF_TYPE,
            EventTable.CANCELS,
            StepTable.OF_RUN,
            ConversationTable.FIND,
            ConversationTable.OF_USER,
            ConversationTable.OF_PROJECT,
            ConversationTable.NEWEST,
            ConversationTable.AFTER,
            ConversationTable.BEFORE,
            DocumentTable.FIND,
            DocumentTable.PAGE,
            DocumentTable.COUNT,
            DocumentTable.COLLECTIONS,
            PolicyTable.FIND,
            PolicyTable.IN_SCOPE,
            PolicyTable.CONCERNING,
            IdentityTable.FIND,
            IdentityTable.NAMED,
            IdentityTable.SECRET,
            IdentityTable.EXPIRED,
            AuditTable.PAGE,
            AuditTable.OF_OBJECT,
            AuditTable.LAST,
            ProjectTable.FIND,
            ProjectTable.ROLE,
            AnswerTable.FIND,
            AnswerTable.OLDEST);

    @TempDir
    static Path directory = Path.of("");

    @ParameterizedTest
    @FieldSource("QUERIES")
    void neitherScansNorSorts(String query) throws SQLException {
        assertThat(plan(query))
                .isNotEmpty()
                // A list that the query was given is walked, never a table.
                .noneMatch(step -> step.startsWith("SCAN ") && !step.contains("VIRTUAL TABLE"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    private static List<String> plan(String query) throws SQLException {
        Scenes.open(directory).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("storyforge.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + query)) {
            List<String> steps = new ArrayList<>();
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
            return steps;
        }
    }
}
