package waymark.guides.milestones;

import java.util.List;
import org.jooq.DSLContext;

final class MilestoneStore {

    private MilestoneStore() {}

    /** A diagnosis and the families it belongs to, the nearest first; nothing when there is no such diagnosis. */
    static List<String> families(DSLContext tx, String diagnosis) {
        return tx.resultQuery("""
                        with recursive family (id, broader_id, distance) as (
                          select id, broader_id, 0 from tag where id = ? and vocabulary = 'diagnosis'
                          union all
                          select tag.id, tag.broader_id, distance + 1 from tag join family on tag.id = family.broader_id
                        )
                        select id from family order by distance
                        """, diagnosis).fetch(0, String.class);
    }
}
