package waymark.documents;

import java.util.Map;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/**
 * One document that moderators change in twos: Mo proposes, Max approves.
 *
 * @param path of its versions
 * @param field that a version is in, in answers
 * @param shipped the version that came with Waymark
 */
public record Proposals(Client mo, Client max, String path, String field, String shipped) {

    public static Proposals toTheCatalogue(TestForum forum) {
        return of(forum, "/signposting/catalogue/versions", "catalogueVersion");
    }

    public static Proposals toTheGuides(TestForum forum) {
        return of(forum, "/guides/versions", "guidesVersion");
    }

    /** Begins with what came with Waymark, whatever the tests before have made current. */
    static Proposals of(TestForum forum, String path, String field) {
        var max = forum.signedIn("max", Role.MODERATOR);
        var shipped = max.get(path + "?limit=100").expect(200).texts("/items", "/version").stream()
                .filter(version -> version.startsWith("shipped-"))
                // The newest come first, and tests may have put in some of another Waymark.
                .reduce((later, first) -> first)
                .orElseThrow();
        var proposals = new Proposals(forum.mo(), max, path, field, shipped);
        proposals.approve(max, shipped).expect(200);
        return proposals;
    }

    /** The name of a new version. */
    public String propose(Map<String, ?> changes) {
        return named(send(shipped, changes).expect(201));
    }

    public Answer refused(Map<String, ?> changes) {
        return send(shipped, changes).expectProblem(422, "invalid-value");
    }

    public Answer send(String basedOn, Map<String, ?> changes) {
        return mo.post(path, body(basedOn, changes));
    }

    public static Map<String, ?> body(String basedOn, Map<String, ?> changes) {
        return Map.of("basedOn", basedOn, "reason", "For this test.", "changes", changes);
    }

    public Answer approve(Client who, String version) {
        return who.put(path + "/" + version + "/approval");
    }

    public Answer show(String version) {
        return mo.get(path + "/" + version).expect(200);
    }

    public String state(String version) {
        return show(version).text("/" + field + "/state");
    }

    String named(Answer answer) {
        return answer.text("/" + field + "/version");
    }
}
