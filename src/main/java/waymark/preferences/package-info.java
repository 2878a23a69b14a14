/**
 * What members want to be sent, when, and what they would rather not come across: {@link waymark.preferences.Preferences},
 * and {@link waymark.preferences.HiddenLabels} for the queries of the rooms above. For them only; nobody else can tell.
 */
@NullMarked
package waymark.preferences;

import org.jspecify.annotations.NullMarked;
