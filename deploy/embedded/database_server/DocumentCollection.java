import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A collection that keeps its documents packed, by their id. Objects of a document are many and small: kept as such they
 * made the collector of garbage the busiest thread of the server.
 */
public class DocumentCollection extends AbstractSynchronizedMongoCollection {
    private final MVMap documents;

    public DocumentCollection(
        MongoDatabase database, String name, CollectionOptions options, MVMap documents, CursorRegistry cursors
    ) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null ? UUID.randomUUID() : Missing.ofNullable(document.get(getIdField()));
        this.documents.put(position, PackedDocument.pack(document));
        return position;
    }

    protected void handleUpdate(Object position, Document before, Document after) {
        this.documents.put(position, PackedDocument.pack(after));
    }

    protected void removeDocument(Object position) {
        this.documents.remove(position);
    }

    protected Document getDocument(Object position) {
        Object packed = this.documents.get(position);
        return packed == null ? null : PackedDocument.unpack(packed);
    }

    public int count() {
        return this.documents.size();
    }

    protected Stream streamAllDocumentsWithPosition() {
        return entries(false).map(new Function() {
            public Object apply(Object found) {
                Map.Entry entry = (Map.Entry) found;
                return new DocumentWithPosition(PackedDocument.unpack(entry.getValue()), entry.getKey());
            }
        });
    }

    protected QueryResult matchDocuments(
        Document query, Document order, int skipped, int limit, int batch, Document fields
    ) {
        Stream found = entries(isNaturalDescending(order)).map(new Function() {
            public Object apply(Object entry) {
                return PackedDocument.unpack(((Map.Entry) entry).getValue());
            }
        });
        return matchDocumentsFromStream(found, query, order, skipped, limit, batch, fields);
    }

    /** Nobody asks for the size, and every update would encode the document twice to know it. */
    protected boolean tracksDataSize() {
        return false;
    }

    protected void updateDataSize(int difference) {
    }

    protected int getDataSize() {
        return 0;
    }

    private Stream entries(boolean backwards) {
        if (!backwards) {
            return this.documents.entrySet().stream();
        }
        List all = new ArrayList(this.documents.entrySet());
        Collections.reverse(all);
        return all.stream();
    }
}
