package waymark.testing;

import java.nio.file.Path;
import java.util.List;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Makes the classes in {@code waymark.schema} from a migrated database: tables and columns only, with the id types of
 * {@code waymark.ids}. Run it after adding a migration: {@code mvn -q test -Dtest=SchemaTest -Dschema.write}.
 */
final class SchemaGenerator {

    private SchemaGenerator() {}

    static void generate(String url, String username, String password, Path folder) throws Exception {
        var database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withIncludes(".*")
                .withExcludes("flyway_schema_history")
                .withInputSchema("public")
                .withOutputSchemaToDefault(true)
                .withIncludeRoutines(false)
                .withIncludeUDTs(false)
                .withIncludeSequences(false)
                .withForcedTypes(List.of(
                        new ForcedType().withName("INSTANT").withIncludeTypes("timestamptz"),
                        new ForcedType().withName("CLOB").withIncludeTypes("tsvector"),
                        id(
                                "AccountId",
                                "account\\.id|.*\\.(account_id|author_id|proposed_by|activated_by|"
                                        + "actor_id|subject_id|excluded_id|assignee_id|decider_id|moved_by|"
                                        + "reporter_id|about_id|changed_by|"
                                        + "reviewer_id|editor_id|approver_id|noted_by|recalled_by|redacted_by)"),
                        id("AccountId", "legal_hold\\.imposed_by"),
                        id("ThreadId", "forum_thread\\.id|.*\\.(thread_id|merged_into|from_thread|to_thread)"),
                        id("PostId", "post\\.id|.*\\.(post_id|quoted_post_id|published_post_id)"),
                        id("SubmissionId", "submission\\.id"),
                        id("WatchedWordId", "watched_word\\.id"),
                        id("ReviewRuleId", "review_rule\\.id"),
                        id("SessionId", "session\\.id"),
                        id("StoryId", "story\\.id|.*\\.story_id"),
                        id("DecisionId", "decision\\.id|.*\\.(decision_id|parent_id|reversed_by|answered_by)"),
                        id("CaseId", "moderation_case\\.id|.*\\.case_id")));
        var generate = new Generate()
                .withRecords(false)
                .withPojos(false)
                .withDaos(false)
                .withKeys(false)
                .withIndexes(false)
                .withRelations(false)
                .withGlobalCatalogReferences(false)
                .withGlobalSchemaReferences(false)
                .withComments(false)
                .withJavadoc(false)
                .withGeneratedAnnotation(false);
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(url).withUser(username).withPassword(password))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(generate)
                        .withTarget(
                                new Target().withPackageName("waymark.schema").withDirectory(folder.toString()))));
    }

    private static ForcedType id(String type, String columns) {
        return new ForcedType()
                .withUserType("waymark.ids." + type)
                .withConverter("org.jooq.Converter.ofNullable(java.util.UUID.class, waymark.ids." + type
                        + ".class, waymark.ids." + type + "::new, waymark.ids." + type + "::value)")
                .withIncludeExpression(columns);
    }
}
