package waymark.platform.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a request comes from. X-Forwarded-For is believed only when it comes from a proxy of the charity's own, because
 * anybody can send it.
 */
final class ClientAddress {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

    /** Whatever has a colon in it is no name that could be looked up. */
    private static final Pattern LITERAL = Pattern.compile(BYTE + "(\\." + BYTE + "){3}|(?=[^:]*:)[0-9a-fA-F:.]+");

    private static final int IPV4_NETWORK_BYTES = 3;
    private static final int IPV6_NETWORK_BYTES = 6;

    private final Set<String> trustedProxies;

    ClientAddress(Set<String> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /** The network of the caller: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
    String network(Context ctx) {
        var address = address(ctx);
        try {
            var bytes = InetAddress.getByName(address).getAddress();
            var kept = Arrays.copyOf(bytes, bytes.length == 4 ? IPV4_NETWORK_BYTES : IPV6_NETWORK_BYTES);
            return Arrays.toString(kept);
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /** The last address in the chain that is not a proxy of ours; what stands before it was sent by the client itself. */
    private String address(Context ctx) {
        var remote = ctx.req().getRemoteAddr();
        if (!trustedProxies.contains(remote)) {
            return remote;
        }
        // A proxy may add a line of its own below the one that the client sent.
        var lines = Collections.list(ctx.req().getHeaders("X-Forwarded-For"));
        var chain = Arrays.asList(String.join(",", lines).split(","));
        Collections.reverse(chain);
        return chain.stream()
                .map(String::strip)
                .filter(hop -> !trustedProxies.contains(hop))
                .findFirst()
                .filter(hop -> LITERAL.matcher(hop).matches())
                .orElse(remote);
    }
}
