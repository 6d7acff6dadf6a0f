import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import org.h2.mvstore.MVStore;

/** The backend of mongo-java-server with databases of ours. */
public class DocumentBackend extends H2Backend {
    public DocumentBackend(MVStore store) {
        super(store);
    }

    protected MongoDatabase openOrCreateDatabase(String name) {
        return new DocumentDatabase(name, getMvStore(), getCursorRegistry());
    }
}
