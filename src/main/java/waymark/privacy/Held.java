package waymark.privacy;

import org.jooq.DSLContext;
import waymark.ids.AccountId;

/** Whether the law wants that nothing about an account is deleted now. */
@FunctionalInterface
public interface Held {

    boolean isHeld(DSLContext tx, AccountId account);
}
