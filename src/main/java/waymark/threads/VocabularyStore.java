package waymark.threads;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.TAG;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

final class VocabularyStore {

    private VocabularyStore() {}

    static List<Category> categories(DSLContext tx) {
        return tx.select(CATEGORY.ID, CATEGORY.NAME, CATEGORY.DESCRIPTION, CATEGORY.MEMBERS_ONLY)
                .from(CATEGORY)
                .orderBy(CATEGORY.POSITION, CATEGORY.ID)
                .fetch(mapping(Category::new));
    }

    static List<Tag> tags(DSLContext tx, Optional<String> vocabulary) {
        return tx.select(TAG.ID, TAG.VOCABULARY, TAG.NAME, TAG.BROADER_ID)
                .from(TAG)
                .where(vocabulary.map(TAG.VOCABULARY::eq).orElseGet(DSL::noCondition))
                .orderBy(TAG.VOCABULARY, TAG.POSITION, TAG.ID)
                .fetch(mapping(Tag::new));
    }

    static boolean hasCategory(DSLContext tx, String id) {
        return tx.fetchExists(CATEGORY, CATEGORY.ID.eq(id));
    }

    static boolean isMembersOnly(DSLContext tx, String id) {
        return tx.fetchExists(CATEGORY, CATEGORY.ID.eq(id).and(CATEGORY.MEMBERS_ONLY));
    }

    /** Makes those wait who want the same room, until the transaction ends; threads can be started in it all the while. */
    static void lockCategory(DSLContext tx, String id) {
        tx.select(CATEGORY.ID)
                .from(CATEGORY)
                .where(CATEGORY.ID.eq(id))
                .forNoKeyUpdate()
                .execute();
    }

    static Set<String> existing(DSLContext tx, Collection<String> tags) {
        return tx.select(TAG.ID).from(TAG).where(TAG.ID.in(tags)).fetchSet(TAG.ID);
    }

    /** The tag and all that are narrower, or nothing when there is no such tag. */
    static Set<String> withNarrower(DSLContext tx, String tag) {
        return tx.resultQuery("""
                        with recursive narrower (id) as (
                          select id from tag where id = ?
                          union all
                          select tag.id from tag join narrower on tag.broader_id = narrower.id
                        )
                        select id from narrower
                        """, tag).fetchSet(0, String.class);
    }
}
