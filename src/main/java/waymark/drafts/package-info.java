/**
 * What members have begun to write: kept on the server, so that a closed tab or another device loses nothing. What is
 * published takes its draft along.
 */
@NullMarked
package waymark.drafts;

import org.jspecify.annotations.NullMarked;
