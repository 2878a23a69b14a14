package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResealTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** What is forgotten here cannot be opened any more once the older key is gone. */
    @Test
    void everyColumnThatHoldsWhatWasSealedIsSealedAnew() {
        var named = forum.features().sealedColumns().stream()
                .map(column -> column.table().getName() + "." + column.sealed().getName())
                .collect(Collectors.toSet());
        var sealed = forum.db()
                .read(tx -> tx.fetch("select table_name || '.' || column_name from information_schema.columns"
                        + " where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed%'"))
                .getValues(0, String.class);
        assertTrue(sealed.contains("mail.sealed"));
        sealed.removeAll(named);
        assertEquals(List.of(), sealed);
    }
}
