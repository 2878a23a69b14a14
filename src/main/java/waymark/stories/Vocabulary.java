package waymark.stories;

import static waymark.schema.Tables.DIAGNOSIS_LABEL;
import static waymark.schema.Tables.STORY_ATTRIBUTION;
import static waymark.schema.Tables.TAG;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.ProblemType;

/** The words that facets are made of, and how they are put together for readers. */
final class Vocabulary {

    private Vocabulary() {}

    /**
     * @throws waymark.platform.problem.Problem INVALID_VALUE naming each facet that is not in its vocabulary, and a name
     *     without letters
     */
    static void requireKnown(DSLContext tx, String pointer, StoryText.Words words) {
        var known = tx.select(TAG.ID, TAG.VOCABULARY).from(TAG).fetchMap(TAG.ID, TAG.VOCABULARY);
        var errors = new ArrayList<FieldError>();
        if (words.diagnosis() != null && !"diagnosis".equals(known.get(words.diagnosis()))) {
            errors.add(FieldError.body(pointer + "/diagnosis", "There is no diagnosis of this name."));
        }
        if (words.stage() != null && !"treatment-stage".equals(known.get(words.stage()))) {
            errors.add(FieldError.body(pointer + "/stage", "There is no stage of this name."));
        }
        for (int i = 0; i < words.topics().size(); i++) {
            if (!"recovery-topic".equals(known.get(words.topics().get(i)))) {
                errors.add(FieldError.body(
                        pointer + "/topics",
                        "There is no topic named " + words.topics().get(i) + "."));
            }
        }
        if (words.attributionName() != null && words.attributionName().isBlank()) {
            errors.add(FieldError.body(pointer + "/attributionName", "There are no words in this yet."));
        }
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("Please choose from the lists.", errors);
        }
    }

    /** The broadest diagnosis that each one belongs to. */
    static Map<String, String> families(DSLContext tx) {
        return tx.resultQuery("""
                        with recursive family (id, broadest) as (
                          select id, id from tag where vocabulary = 'diagnosis' and broader_id is null
                          union all
                          select tag.id, family.broadest from tag join family on tag.broader_id = family.id
                        )
                        select id, broadest from family
                        """).fetchMap(row -> row.get(0, String.class), row -> row.get(1, String.class));
    }

    /** A tag of that vocabulary and all that are narrower; nothing when there is none. */
    static List<String> withNarrower(DSLContext tx, String vocabulary, String tag) {
        return tx.resultQuery("""
                        with recursive narrower (id) as (
                          select id from tag where id = ? and vocabulary = ?
                          union all
                          select tag.id from tag join narrower on tag.broader_id = narrower.id
                        )
                        select id from narrower
                        """, tag, vocabulary).fetch(0, String.class);
    }

    /** A diagnosis, all that are narrower, and all that are broader: few stories say exactly which it was. */
    static List<String> related(DSLContext tx, String diagnosis) {
        return tx.resultQuery("""
                        with recursive narrower (id) as (
                          select id from tag where id = ? and vocabulary = 'diagnosis'
                          union all
                          select tag.id from tag join narrower on tag.broader_id = narrower.id
                        ), broader (id, broader_id) as (
                          select id, broader_id from tag where id = ? and vocabulary = 'diagnosis'
                          union all
                          select tag.id, tag.broader_id from tag join broader on tag.id = broader.broader_id
                        )
                        select id from narrower union select id from broader
                        """, diagnosis, diagnosis).fetch(0, String.class);
    }

    /** Who tells it, in the form that readers are used to. */
    static String attribution(DSLContext tx, String role, String diagnosis, @Nullable String name) {
        var label = tx.select(DIAGNOSIS_LABEL.LABEL)
                .from(DIAGNOSIS_LABEL)
                .where(DIAGNOSIS_LABEL.TAG_ID.eq(diagnosis))
                .fetchOptional(DIAGNOSIS_LABEL.LABEL)
                .orElse("blood cancer");
        var pattern = tx.select(STORY_ATTRIBUTION.PATTERN)
                .from(STORY_ATTRIBUTION)
                .where(STORY_ATTRIBUTION.ROLE.eq(role))
                .and(STORY_ATTRIBUTION.NAMED.eq(name != null))
                .fetchSingle(STORY_ATTRIBUTION.PATTERN);
        return attribution(pattern, label, name);
    }

    static String attribution(String pattern, String diagnosisLabel, @Nullable String name) {
        return pattern.replace("{diagnosis}", diagnosisLabel).replace("{name}", Objects.requireNonNullElse(name, ""));
    }
}
