import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVStore;

/** The backend of mongo-java-server with databases of ours. */
public class DocumentBackend extends H2Backend {
    public DocumentBackend(MVStore store) {
        super(store);
    }

    protected MongoDatabase openOrCreateDatabase(String name) {
        return new DocumentDatabase(name, getMvStore(), getCursorRegistry());
    }

    /** What MongoDB tells, and beside it how much memory there is and is needed. */
    public Document getServerStatus() {
        Document status = super.getServerStatus();
        status.put("heap", Heap.told());
        return status;
    }
}
