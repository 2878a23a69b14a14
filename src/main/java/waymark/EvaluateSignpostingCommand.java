package waymark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import waymark.platform.http.Json;
import waymark.signposting.Catalogue;
import waymark.signposting.evaluation.Evaluation;
import waymark.signposting.evaluation.Example;
import waymark.signposting.evaluation.Rate;

/** Tells how well the catalogue that comes with Waymark recognises what example posts speak of. */
@Command(
        name = "evaluate-signposting",
        description = {
            "Try the signposting that comes with Waymark on example posts. Needs no database.",
            "Each line of a file is a JSON object: text, expect (signposts it should bring up), not (signposts it must"
                    + " not bring up), and as you like id and note; a note that begins with a class in square brackets"
                    + " is counted by that class."
        })
final class EvaluateSignpostingCommand implements Callable<Integer> {

    private static final int WORST_SHOWN = 20;
    private static final int WORDS_SHOWN = 110;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of examples, read as one.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON instead of tables, with all findings.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var examples = new ArrayList<Example>();
        for (var file : files) {
            examples.addAll(read(file));
        }
        var catalogue = Catalogue.shipped();
        var evaluation = Evaluation.of(catalogue.version(), catalogue.matcher(), catalogue.triggered(), examples);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation));
        } else {
            print(evaluation, out);
        }
        out.flush();
        return 0;
    }

    private static List<Example> read(Path file) throws IOException {
        try {
            return Example.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new StartupException("There is no file " + file + ".");
        } catch (MalformedInputException e) {
            throw new StartupException(file + " is not UTF-8.");
        } catch (IllegalArgumentException e) {
            throw new StartupException(file + ", " + e.getMessage());
        }
    }

    private static void print(Evaluation evaluation, PrintWriter out) {
        out.println(evaluation.examples() + " examples, catalogue " + evaluation.version()
                + ". Intervals are Wilson's, at 95 percent.");
        out.println();
        out.printf("%-22s %-30s %s%n", "signpost", "recall", "false alarms");
        evaluation
                .recall()
                .forEach((id, recall) -> out.printf(
                        "%-22s %-30s %s%n", id, recall, evaluation.falseAlarms().get(id)));
        table(out, "tier 1 by family", evaluation.families());
        table(out, "tier 1 by class", evaluation.classes());
        out.println();
        line(out, "alarms of tier 1 on neg-*", evaluation.tierOneOnNegatives());
        line(out, "alarms of tier 1 on clean", evaluation.tierOneOnClean());
        line(out, "over-escalation to 999", evaluation.overEscalation());
        out.println();
        out.println("worst misses and alarms of tier 1: "
                + evaluation.worst().size()
                + (evaluation.worst().size() > WORST_SHOWN ? ", the first " + WORST_SHOWN : ""));
        evaluation.worst().stream().limit(WORST_SHOWN).forEach(finding -> {
            out.println("  " + finding.id() + " [" + finding.kind() + "] expected " + finding.expect() + ", brought up "
                    + finding.fired() + " by " + finding.rules());
            out.println("    " + shortened(finding.text()));
        });
    }

    private static void table(PrintWriter out, String title, Map<String, Rate> rates) {
        out.println();
        out.printf("%-22s %s%n", title, "recall");
        rates.forEach((name, rate) -> line(out, name, rate));
    }

    private static void line(PrintWriter out, String name, Rate rate) {
        out.printf("%-26s %s%n", name, rate);
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= WORDS_SHOWN ? line : line.substring(0, WORDS_SHOWN) + "...";
    }
}
