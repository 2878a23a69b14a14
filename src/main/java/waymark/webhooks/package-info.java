/** Tells other programs what happened: written down with what happened, delivered soon after. */
@NullMarked
package waymark.webhooks;

import org.jspecify.annotations.NullMarked;
