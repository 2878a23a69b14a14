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

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]+");
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
        var forwarded = ctx.header("X-Forwarded-For");
        if (forwarded == null || !trustedProxies.contains(remote)) {
            return remote;
        }
        var chain = Arrays.asList(forwarded.split(","));
        Collections.reverse(chain);
        return chain.stream()
                .map(String::strip)
                .filter(hop -> !trustedProxies.contains(hop))
                .findFirst()
                .filter(hop -> LITERAL.matcher(hop).matches())
                .orElse(remote);
    }
}
