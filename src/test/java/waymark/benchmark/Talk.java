package waymark.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import waymark.ids.ThreadId;

/** What is read and written to while it is measured, said by members of the demo over HTTP. */
final class Talk {

    private static final int POSTS = 60;
    private static final int CHARACTERS = Integer.getInteger("figures.characters", 700);
    private static final int QUOTED = 80;

    /** All that the demo says: people's own words are compressed, and rendered, otherwise than filling. */
    private static final String SAID_IN_THE_DEMO = saidInTheDemo();

    private Talk() {}

    /** The thread whose first page is read: many posts of several people, with likes, mentions and a few quotes. */
    static ThreadId longThread(List<Speaker> speakers) throws IOException {
        var started = thread(speakers.get(0), "The first hundred days, from the beginning", words(0));
        var thread = started.at("/thread/id").asText();
        var said = new ArrayList<JsonNode>(List.of(started.get("post")));
        like(speakers, 0, said.get(0));
        for (int i = 1; i < POSTS; i++) {
            var author = speakers.get(i % speakers.size());
            var post = author.post("/threads/" + thread + "/posts", reply(speakers, i, said))
                    .get("post");
            said.add(post);
            like(speakers, i, post);
        }
        return ThreadId.of(thread);
    }

    /** A thread of somebody else, to reply in and to like. */
    static Place shortThread(Speaker author, int number) throws IOException {
        var started = thread(author, "A place to reply in, number " + number, words(number));
        return new Place(
                ThreadId.of(started.at("/thread/id").asText()),
                started.at("/post/id").asText());
    }

    /** As much as people write, a different piece for each number. It mentions nobody. */
    static String words(int number) {
        int begin = number * CHARACTERS % (SAID_IN_THE_DEMO.length() - CHARACTERS);
        return SAID_IN_THE_DEMO.substring(begin, begin + CHARACTERS).strip();
    }

    private static String saidInTheDemo() {
        try (var in = Objects.requireNonNull(Talk.class.getResourceAsStream("/db/demo/forum.yaml"))) {
            var demo = new YAMLMapper().readTree(in);
            return String.join("\n\n", demo.findValuesAsText("markdown")).replace("@", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> reply(List<Speaker> speakers, int i, List<JsonNode> said) {
        var reply = new HashMap<String, Object>();
        var mentioned = speakers.get((i + 1) % speakers.size()).username();
        reply.put("markdown", i % 3 == 0 ? "Thank you, @" + mentioned + ".\n\n" + words(i) : words(i));
        if (i % 5 == 0) {
            reply.put("replyTo", i - 2);
        }
        if (i % 7 == 0) {
            var quoted = said.get(i - 3);
            reply.put(
                    "quotes",
                    List.of(Map.of(
                            "post",
                            quoted.get("id").asText(),
                            "text",
                            quoted.get("text").asText().substring(0, QUOTED))));
        }
        return reply;
    }

    /** None, one, two ... by turns; never by the author. */
    private static void like(List<Speaker> speakers, int i, JsonNode post) throws IOException {
        for (int liker = 1; liker <= i % speakers.size(); liker++) {
            speakers.get((i + liker) % speakers.size()).like(post.get("id").asText());
        }
    }

    private static JsonNode thread(Speaker author, String title, String markdown) throws IOException {
        return author.post("/threads", Map.of("title", title, "category", "recovery", "markdown", markdown));
    }

    /** @param post the opening one */
    record Place(ThreadId thread, String post) {}
}
