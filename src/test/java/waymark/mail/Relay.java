package waymark.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An SMTP server on this machine that says what a test wants it to say, which GreenMail does not. */
final class Relay implements AutoCloseable {

    /** The end of the mail itself. */
    static final String DOT = ".";

    private final ServerSocket socket;
    private final Optional<SSLContext> tls;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeItIsTaken = () -> {};

    Relay() {
        this(Optional.empty());
    }

    /** @param tls what STARTTLS is offered with */
    Relay(Optional<SSLContext> tls) {
        this.tls = tls;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var unused = executor.submit(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param command its first word, or DOT; the greeting is the answer to nothing */
    void answer(String command, String line) {
        answers.put(command, line);
    }

    /** When a mail has arrived whole and nobody has been told yet. */
    void beforeItIsTaken(Runnable action) {
        beforeItIsTaken = action;
    }

    List<String> mails() {
        return mails;
    }

    List<String> commands() {
        return commands;
    }

    private Object listen() throws IOException {
        while (true) {
            var connection = socket.accept();
            var unused = executor.submit(() -> {
                try (connection) {
                    talk(connection);
                }
                return null;
            });
        }
    }

    private void talk(Socket connection) throws IOException {
        var in = reader(connection);
        say(connection, answers.getOrDefault("", "220 relay.example.org"));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            commands.add(line);
            if (command.equals("EHLO")) {
                say(connection, "250-relay.example.org");
                if (tls.isPresent() && !(connection instanceof SSLSocket)) {
                    say(connection, "250-STARTTLS");
                }
                say(connection, "250-AUTH PLAIN LOGIN");
                say(connection, "250 8BITMIME");
            } else if (command.equals("STARTTLS") && tls.isPresent()) {
                say(connection, "220 go on");
                var secured = (SSLSocket) tls.get().getSocketFactory().createSocket(connection, null, true);
                secured.setUseClientMode(false);
                secured.startHandshake();
                connection = secured;
                in = reader(connection);
            } else if (command.equals("DATA")) {
                var answer = answers.getOrDefault("DATA", "354 go on");
                say(connection, answer);
                if (!answer.startsWith("354")) {
                    continue;
                }
                mails.add(mail(in));
                beforeItIsTaken.run();
                say(connection, answers.getOrDefault(DOT, "250 taken"));
            } else {
                say(connection, answers.getOrDefault(command, command.equals("AUTH") ? "235 welcome" : "250 ok"));
                if (command.equals("QUIT")) {
                    return;
                }
            }
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals(DOT); line = in.readLine()) {
            mail.append(line).append("\r\n");
        }
        return mail.toString();
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.shutdownNow();
    }
}
