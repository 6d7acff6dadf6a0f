import de.bwaldvogel.mongo.MongoServer;
import org.h2.mvstore.MVStore;

/** Starts mongo-java-server on an H2 file. Arguments: file, host, port. Compiled when it starts: the Java runtime has no compiler. */
public class DatabaseServer {
    private static final int CACHE_MIB = 64;

    public static void main(String[] arguments) {
        MVStore store = new MVStore.Builder().fileName(arguments[0]).cacheSize(CACHE_MIB).open();
        final MongoServer server = new MongoServer(new DocumentBackend(store));
        server.bind(arguments[1], Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread() {
            public void run() {
                server.shutdownNow();
            }
        });
    }
}
