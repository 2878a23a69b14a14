/** E-mails to members: written down with what they are about, sealed, and delivered soon after. */
@NullMarked
package waymark.mail;

import org.jspecify.annotations.NullMarked;
