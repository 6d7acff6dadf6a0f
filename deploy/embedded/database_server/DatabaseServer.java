import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;

/** Starts mongo-java-server on an H2 file. Arguments: file, host, port. Compiled when it starts: the Java runtime has no compiler. */
public class DatabaseServer {
    private static final long LEAST_CACHE_MIB = 64;
    private static final long CACHE_OF_MEMORY = 32;

    public static void main(String[] arguments) {
        // Small, since every full collection goes through it: beyond it pages are read again, mostly from the cache of the file system.
        long cache = Math.max(LEAST_CACHE_MIB, (Runtime.getRuntime().maxMemory() >> 20) / CACHE_OF_MEMORY);
        MVStore store = new MVStore.Builder().fileName(arguments[0]).cacheSize((int) cache).open();
        final MongoServer server = new MongoServer(new DocumentBackend(store));
        server.bind(arguments[1], Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread() {
            public void run() {
                server.shutdownNow();
            }
        });
    }
}
