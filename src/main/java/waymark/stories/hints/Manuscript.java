package waymark.stories.hints;

import java.util.Optional;
import java.util.Set;
import waymark.gate.matching.PersonalData;

/**
 * A story before anybody but its author has read it.
 *
 * @param name that the story would be signed with
 * @param diagnoses ids of the tags that stand beside it
 * @param username of the author's account
 * @param email of the author's account
 * @param known telephone numbers and addresses that are told to everybody anyway
 */
public record Manuscript(
        String title,
        String markdown,
        Optional<String> name,
        Set<String> diagnoses,
        Optional<String> username,
        Optional<String> email,
        PersonalData.Known known) {}
