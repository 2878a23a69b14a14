/**
 * A PostgreSQL server that Waymark brings along, so that a first start needs no database installed. It is for one
 * machine; a larger forum points WAYMARK_DATABASE_URL at a server of its own.
 */
@NullMarked
package waymark.platform.db.embedded;

import org.jspecify.annotations.NullMarked;
