package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jooq.DSLContext;
import waymark.platform.problem.FieldError;

/** What has to hold for a document before anybody may approve it. */
public interface DocumentRules {

    /** Everything that is wrong with a document; pointers are into the document. */
    List<FieldError> wrong(DSLContext tx, JsonNode document);
}
