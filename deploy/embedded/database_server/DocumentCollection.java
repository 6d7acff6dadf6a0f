import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import org.h2.mvstore.MVMap;

/** A collection that never changes a document that is being stored: whoever updates one gets a copy. */
public class DocumentCollection extends H2Collection {
    public DocumentCollection(
        MongoDatabase database, String name, CollectionOptions options, MVMap documents, MVMap about, CursorRegistry cursors
    ) {
        super(database, name, options, documents, about, cursors);
    }

    protected Document getDocument(Object position) {
        Document found = super.getDocument(position);
        return found == null ? null : found.clone();
    }

    /** Nobody asks for the size, and every update would encode the document twice to know it. */
    protected boolean tracksDataSize() {
        return false;
    }
}
