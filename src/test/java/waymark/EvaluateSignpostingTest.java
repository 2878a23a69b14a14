package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.platform.http.Json;
import waymark.signposting.evaluation.Rate;

/** The command that tries the signposting on a file of examples. It opens no database. */
class EvaluateSignpostingTest {

    private static final String EXAMPLES = """
            {"id":"1","text":"My temp is 38.6","expect":["car-t-team-now"],"not":["crisis-mh"],"note":"[phys-temp]"}
            {"id":"2","text":"zzz","expect":["crisis-mh"],"not":["emergency-999"],"note":"[crisis-implicit] a miss"}

            {"id":"3","text":"having a seizure right now","expect":[],"not":["emergency-999"],"note":"[clean]"}
            {"text":"hello"}
            """;

    @TempDir
    private Path folder;

    @Test
    void theTablesTellRecallAlarmsAndTheWorst() throws IOException {
        var said = run(0, file(EXAMPLES).toString());
        assertTrue(said.contains("4 examples, catalogue shipped-"), said);
        assertTrue(said.contains("car-t-team-now         1/1 1.000 [0.207, 1.000]"), said);
        assertTrue(said.contains("crisis-mh              0/1 0.000 [0.000, 0.793]"), said);
        assertTrue(said.contains("over-escalation to 999     1/2 0.500"), said);
        assertTrue(said.contains("worst misses and alarms of tier 1: 2"), said);
        assertTrue(said.contains("2 [crisis-implicit] expected [crisis-mh], brought up []"), said);
    }

    @Test
    void jsonTellsTheSame() throws IOException {
        JsonNode json = Json.MAPPER.readTree(run(0, "--json", file(EXAMPLES).toString()));
        assertEquals(4, json.at("/examples").asInt());
        assertEquals(1, json.at("/recall/car-t-team-now/hits").asInt());
        assertEquals(0, json.at("/families/crisis implicit/hits").asInt());
        assertEquals(1, json.at("/tierOneOnClean/hits").asInt());
        assertTrue(json.at("/recall/driving/rate").isNull());
        assertEquals("fit", json.at("/worst/1/rules/0").asText());
    }

    @Test
    void severalFilesAreReadAsOne() throws IOException {
        var file = file(EXAMPLES).toString();
        assertTrue(run(0, file, file).contains("8 examples"));
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        assertTrue(run(1, folder.resolve("nowhere.jsonl").toString()).contains("There is no file "));
        assertTrue(run(1, file("{\"text\":\"a\"}\n{broken\n").toString()).contains(", line 2: "));
        assertTrue(run(1, file("{\"id\":\"a\"}\n").toString()).contains(", line 1: "));
        assertTrue(run(2).contains("FILE"));
    }

    /** Against the closed form: 9 of 10 is 0.596 to 0.982. */
    @Test
    void theIntervalsAreWilsons() {
        assertEquals("9/10 0.900 [0.596, 0.982]", Rate.of(9, 10).toString());
        assertEquals("0/100 0.000 [0.000, 0.037]", Rate.of(0, 100).toString());
        assertEquals("-", Rate.of(0, 0).toString());
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("examples.jsonl"), lines);
    }

    private static String run(int status, String... arguments) {
        var said = new StringWriter();
        var writer = new PrintWriter(said);
        var all = new String[arguments.length + 1];
        all[0] = "evaluate-signposting";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int got = Main.commandLine().setOut(writer).setErr(writer).execute(all);
        writer.flush();
        assertEquals(status, got, said::toString);
        return said.toString();
    }
}
